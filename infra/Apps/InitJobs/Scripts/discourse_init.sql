-- Extensions, and a text search configuration that splits Chinese, Japanese and Korean. Idempotent; one transaction.
-- The operator creates extensions that need a superuser beforehand (databases.postgres.databases.extensions).

-- Concurrent runs wait for one another.
SELECT pg_advisory_xact_lock(hashtext('discourse_init')) \g /dev/null

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['hstore', 'pg_trgm', 'unaccent', 'vector', 'pg_cjk_parser', 'pg_cjk_search'] LOOP
    CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = wanted);
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = wanted) THEN
      RAISE EXCEPTION 'the server''s image has no extension %', wanted
        USING HINT = 'Build the image from images/postgres and use it for the server.';
    END IF;
    BEGIN
      EXECUTE format('CREATE EXTENSION %I', wanted);
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'role % may not create the extension %', current_user, wanted
        USING HINT = 'List it under the database''s extensions: the operator creates it.';
    END;
    RAISE NOTICE 'created the extension %', wanted;
  END LOOP;
END
$$;

-- Token types differ between versions of the parser: all that the installed version has are mapped.
DO $$
DECLARE
  kind record;
  own oid;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_ts_config WHERE cfgname = 'config_2_gram_cjk' AND cfgnamespace = 'public'::regnamespace) THEN
    CREATE TEXT SEARCH CONFIGURATION public.config_2_gram_cjk (PARSER = public.pg_cjk_parser);
    RAISE NOTICE 'created the text search configuration';
  END IF;
  SELECT oid INTO own FROM pg_catalog.pg_ts_config WHERE cfgname = 'config_2_gram_cjk' AND cfgnamespace = 'public'::regnamespace;
  FOR kind IN
    SELECT type.tokid, type.alias FROM pg_catalog.ts_token_type('public.pg_cjk_parser') AS type
    WHERE type.alias NOT IN ('blank', 'tag', 'entity', 'protocol')
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_ts_config_map AS map WHERE map.mapcfg = own AND map.maptokentype = type.tokid)
  LOOP
    EXECUTE format(
      'ALTER TEXT SEARCH CONFIGURATION public.config_2_gram_cjk ADD MAPPING FOR %I WITH %s',
      kind.alias,
      CASE WHEN kind.alias IN ('asciiword', 'asciihword', 'hword_asciipart') THEN 'english_stem' ELSE 'simple' END);
  END LOOP;
  EXECUTE format('ALTER DATABASE %I SET default_text_search_config = %L', current_database(), 'public.config_2_gram_cjk');
END
$$;
