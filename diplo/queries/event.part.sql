  events.id,
  events.earliest,
  events.latest,
  events.dated_by,
  events.after,
  lag(events.id) over line is events.after and events.after is not null as "then",
  events.after,
  lag(events.id) over line is events.after and events.after is not null as "then",
  events.status,
  events.type,
  events.mode,
  cameo(events.type, events.mode, events.status) as cameo,
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
  substr(documents.text, events.trigger_start + 1, events.trigger_end - events.trigger_start) as "trigger",
  events.trigger_start,
  events.trigger_end,
  (
    select group_concat(name, ', ')
    from (select name from participated where event = events.number group by name order by min(role), name)
  ) as who,
  (
    select json_group_array(name)
    from (select name from participated where event = events.number group by name order by min(role), name)
  ) as "participants [json]",
  coalesce(places.name, places.description) as place,
  (
    select quotes.text
    from quotes
    where quotes.document = events.document
      and events.type = 'STATEMENT'
      and quotes.cue_start <= events.trigger_start
      and quotes.cue_end >= events.trigger_end
    order by quotes.start
    limit 1
  ) as said,
  documents.date as written,
  documents.source,
  documents.id as document,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence,
  (select start from sentences where number = events.sentence) as sentence_start
