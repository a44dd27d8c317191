-- name: held
select exists (select 1 from quote_words where quote_words match :words)

-- name: number
select count(*) from (select 1 from quote_words where quote_words match :words limit :most)

-- name: beginning
select term from quote_terms where term >= :beginning and term < :beginning || char(1114111)

-- name: new_words
create virtual table given using fts5(text, tokenize = 'unicode61 remove_diacritics 2 separators ʻʼ')

-- name: new_stems
create virtual table given using fts5(text, tokenize = 'porter unicode61 remove_diacritics 2 separators ʻʼ')

-- name: new_terms
create virtual table terms using fts5vocab(given, instance)

-- name: give
insert into given (rowid, text) values (?, ?)

-- name: terms
select doc, term from terms order by doc, "offset"
