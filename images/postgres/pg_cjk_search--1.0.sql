\echo Use "CREATE EXTENSION pg_cjk_search" to load this file. \quit

-- pg_cjk_parser contains functions only. Creating a parser from them requires a superuser, and only the operator is one,
-- when it creates extensions.
CREATE TEXT SEARCH PARSER public.pg_cjk_parser (
  START = public.prsd2_cjk_start,
  GETTOKEN = public.prsd2_cjk_nexttoken,
  END = public.prsd2_cjk_end,
  LEXTYPES = public.prsd2_cjk_lextype,
  HEADLINE = public.prsd2_cjk_headline
);
