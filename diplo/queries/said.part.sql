wanted as (select distinct entity from appearances where id in (select value from json_each(:entities))),
unwanted as (select distinct entity from appearances where id in (select value from json_each(:not_person))),
said as (
  select
    quote_words.rank as score, -- :best :words
    ifnull(documents.date, '~') as day,
    documents.id as document_id,
    quotes.start as place,
    quotes.id as quote,
    quotes.utterance,
    quotes.number
  from documents
  cross -- :stepwise
  join quotes on quotes.document = documents.number
  join quote_words on quote_words.rowid = quotes.number and quote_words match :words
  where true
    and +quotes.number in (select rowid from quote_words where quote_words match :common)
-- part: saying_filters
)
