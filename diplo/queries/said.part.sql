wanted as (select distinct entity from appearances where id in (select value from json_each(:entities))),
unwanted as (select distinct entity from appearances where id in (select value from json_each(:not_person))),
said as (
  select
    quote_words.rank as score, -- :best :words
    ifnull(documents.date, '~') as day,
    documents.id as document_id,
    quotes.start as place,
    quotes.id as quote,
    quotes.number
  from documents
  cross -- :stepwise
  join quotes on quotes.document = documents.number
  join quote_words on quote_words.rowid = quotes.number and quote_words match :words
  where true
    and +quotes.number in (select rowid from quote_words where quote_words match :common)
    and quotes.speaker in (select entity from appearances where id in (select value from json_each(:speakers)))
    and quotes.hearer in (select entity from appearances where id in (select value from json_each(:hearers)))
    and quotes.medium in (select value from json_each(:medium))
    and quotes.unnamed = :unnamed
    and quotes.document in (select document from appearances where entity in (select entity from appearances where id in (select value from json_each(:about))))
    and exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity in (select entity from appearances where id in (select value from json_each(:about))))
    and (quotes.speaker in wanted or quotes.document in (select document from appearances where entity in wanted)) -- :entities
    and not exists (select 1 from wanted where wanted.entity is not quotes.speaker and not exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity = wanted.entity)) -- :entities
    and not exists (select 1 from unwanted where unwanted.entity = quotes.speaker or exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity = unwanted.entity)) -- :not_person
    and quotes.kind in (select value from json_each(:kind))
    and quotes.speech = :speech
    and documents.number in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and documents.number = (select coalesce(copy_of, number) from documents where id = :document)
    and iif(quotes.dated_by is null, documents.date, coalesce(quotes.latest, '9999-12-31')) >= :since
    and iif(quotes.dated_by is null, documents.date, coalesce(quotes.earliest, '')) <= :until
    and ifnull(documents.date, '~') <= :as_of
)
