-- Tests of what Discourse needs. Every failure is an error that contains the expected value.

DO $$
DECLARE
  sample record;
  tokens text[];
  configuration CONSTANT regconfig := 'public.config_2_gram_cjk';
BEGIN
  -- The parser: pairs of characters, where PostgreSQL's own parser returns the whole run as one word.
  FOR sample IN SELECT * FROM (VALUES
    ('Chinese', '全文检索', ARRAY['全文', '文检', '检索']),
    ('Japanese', '牧場物語', ARRAY['牧場', '場物', '物語']),
    ('Korean', '한국어검색', ARRAY['한국', '국어', '어검', '검색'])
  ) AS samples (language, text, expected) LOOP
    SELECT array_agg(parsed.token) INTO tokens FROM ts_parse('public.pg_cjk_parser', sample.text) AS parsed WHERE btrim(parsed.token) <> '';
    IF tokens IS DISTINCT FROM sample.expected THEN
      RAISE EXCEPTION 'smoke test failed: the parser splits % (%) into %, not %', sample.text, sample.language, tokens, sample.expected;
    END IF;
    RAISE NOTICE 'passed: % is split', sample.language;
  END LOOP;

  -- Searches: a word inside a run of characters is found; a word that does not occur is not.
  FOR sample IN SELECT * FROM (VALUES
    ('我们在论坛上讨论越野摩托车的保养', '摩托车', TRUE),
    ('我们在论坛上讨论越野摩托车的保养', '自行车', FALSE),
    ('初心者のためのオフロードバイク講座', 'オフロード', TRUE),
    ('初心者のためのオフロードバイク講座', '自転車', FALSE),
    ('오프로드바이크정비하는방법', '정비', TRUE),
    ('오프로드바이크정비하는방법', '자전거', FALSE),
    ('Cleaning the chains 清洗链条', 'chain', TRUE),
    ('Cleaning the chains 清洗链条', '链条', TRUE),
    ('Cleaning the chains 清洗链条', 'sprocket', FALSE)
  ) AS samples (post, word, expected) LOOP
    IF (to_tsvector(configuration, sample.post) @@ plainto_tsquery(configuration, sample.word)) IS DISTINCT FROM sample.expected THEN
      RAISE EXCEPTION 'smoke test failed: a search for % in % should find it: %', sample.word, sample.post, sample.expected;
    END IF;
  END LOOP;
  RAISE NOTICE 'passed: searches in Chinese, Japanese, Korean and English';

  -- The functions of the extensions.
  IF (hstore('bike', 'enduro') -> 'bike') IS DISTINCT FROM 'enduro' THEN
    RAISE EXCEPTION 'smoke test failed: hstore does not return the stored value';
  END IF;
  IF similarity('motocross', 'motorcross') < 0.5 THEN
    RAISE EXCEPTION 'smoke test failed: pg_trgm finds no similarity';
  END IF;
  IF unaccent('Zündkerze') IS DISTINCT FROM 'Zundkerze' THEN
    RAISE EXCEPTION 'smoke test failed: unaccent does not remove accents';
  END IF;
  IF to_regtype('vector') IS NULL THEN
    RAISE EXCEPTION 'smoke test failed: the type vector is missing';
  END IF;
  RAISE NOTICE 'passed: hstore, pg_trgm, unaccent, vector';
END
$$;

-- New sessions use the configuration.
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_db_role_setting AS setting JOIN pg_catalog.pg_database AS base ON base.oid = setting.setdatabase
    WHERE base.datname = current_database() AND setting.setrole = 0
      AND 'default_text_search_config=public.config_2_gram_cjk' = ANY (setting.setconfig)
  ) THEN
    RAISE EXCEPTION 'smoke test failed: % does not use the configuration by default', current_database();
  END IF;
END
$$;
