\echo Use "CREATE EXTENSION pg_cjk_search" to load this file. \quit

-- pg_cjk_parser brings functions only; the parser made of them can be made by none but a superuser, which the operator is
-- for extensions and nobody else is for anything.
CREATE TEXT SEARCH PARSER public.pg_cjk_parser (
  START = public.prsd2_cjk_start,
  GETTOKEN = public.prsd2_cjk_nexttoken,
  END = public.prsd2_cjk_end,
  LEXTYPES = public.prsd2_cjk_lextype,
  HEADLINE = public.prsd2_cjk_headline
);
