    and quotes.speaker in (select entity from appearances where id in (select value from json_each(:speakers)))
    and documents.number in (select document from quotes where speaker in (select entity from appearances where id in (select value from json_each(:speakers)))) -- :stepwise
    and quotes.hearer in (select entity from appearances where id in (select value from json_each(:hearers)))
    and documents.number in (select document from quotes where hearer in (select entity from appearances where id in (select value from json_each(:hearers)))) -- :stepwise
    and +quotes.medium in (select value from json_each(:medium))
    and +documents.number in (select document from quotes where medium in (select value from json_each(:medium))) -- :stepwise
    and quotes.unnamed = :unnamed
    and +documents.number in (select document from quotes where unnamed) -- :stepwise :unnamed
    and quotes.document in (select document from appearances where entity in (select entity from appearances where id in (select value from json_each(:about))))
    and exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity in (select entity from appearances where id in (select value from json_each(:about))))
    and (quotes.speaker in wanted or quotes.document in (select document from appearances where entity in wanted)) -- :entities
    and documents.number in (select document from appearances where entity in wanted) -- :stepwise :entities
    and not exists (select 1 from wanted where wanted.entity is not quotes.speaker and not exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity = wanted.entity)) -- :entities
    and not exists (select 1 from unwanted where unwanted.entity = quotes.speaker or exists (select 1 from json_each(quotes.spans) as span join mentions on mentions.document = quotes.document and mentions.start >= json_extract(span.value, '$[0]') and mentions."end" <= json_extract(span.value, '$[1]') where mentions.entity = unwanted.entity)) -- :not_person
    and quotes.kind in (select value from json_each(:kind))
    and quotes.speech = :speech
    and +documents.number in (select coalesce(copy_of, number) from documents where source collate nocase in (select value from json_each(:source)))
    and documents.number = (select coalesce(copy_of, number) from documents where id = :document)
    and iif(quotes.dated_by is null, documents.date, coalesce(quotes.latest, '9999-12-31')) >= :since
    and (ifnull(documents.date, '~') >= :since or documents.number in (select document from quotes where dated_by is not null and coalesce(latest, '9999-12-31') >= :since)) -- :stepwise
    and iif(quotes.dated_by is null, documents.date, coalesce(quotes.earliest, '')) <= :until
    and (ifnull(documents.date, '~') <= :until or documents.number in (select document from quotes where dated_by is not null and coalesce(earliest, '') <= :until)) -- :stepwise
    and ifnull(documents.date, '~') <= :as_of
