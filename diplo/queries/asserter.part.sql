  events.asserted_by,
  (
    select coalesce(
      entities.name,
      entities.description,
      substr(documents.text, quotes.source_start + 1, quotes.source_end - quotes.source_start)
    )
    from quotes
    left join entities on entities.number = quotes.speaker
    where quotes.id = events.asserted_by
  ) as asserter,
