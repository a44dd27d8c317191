  events.id,
  events.earliest,
  events.latest,
  events.dated_by,
  events.after,
  lag(events.id) over line is events.after and events.after is not null as "then",
  events.after,
  lag(events.id) over line is events.after and events.after is not null as "then",
  (
-- part: status
  ) as status,
  events.type,
  events.mode,
  cameo(events.type, events.mode, events.status) as cameo,
-- part: asserter
  substr(documents.text, events.trigger_start + 1, events.trigger_end - events.trigger_start) as "trigger",
  events.trigger_start,
  events.trigger_end,
  (
    select group_concat(name, ', ')
    from (
-- part: attendees
    )
  ) as who,
  (
    select json_group_array(name)
    from (
-- part: attendees
    )
  ) as "participants [json]",
  coalesce(
    places.name,
    places.description,
    (
      select coalesce(entities.name, entities.description)
      from events as members
      join documents as told on told.number = members.document
      join entities on entities.number = members.place
      where members.happening = events.happening
        and told.date <= :as_of
        and false -- :all
      group by entities.number
      order by count(*) desc, min(members.standing)
      limit 1
    )
  ) as place,
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
  (
-- part: told_by
  ) as reports,
  (
-- part: sources
  ) as independent,
  documents.date as written,
  documents.source,
  documents.id as document,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence,
  (select start from sentences where number = events.sentence) as sentence_start
