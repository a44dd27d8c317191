-- The reports of the event that an event of a text is, by day of writing; an event told once has one.
with
chosen as (
  select members.number
  from events
  join events as members on members.happening = events.happening or members.number = events.number
  join documents on documents.number = members.document
  where events.id = :event
    and documents.date <= :as_of
  order by documents.date is null, documents.date, documents.id, members.trigger_start, members.id -- :limit
  limit :limit
  offset :offset
)
-- shown
select
  events.id,
  documents.date as written,
  documents.source,
  documents.id as document,
  coalesce(stories.id, documents.id) as story,
  events.type,
  events.mode,
  events.status,
  events.earliest,
  events.latest,
  events.dated_by,
-- part: asserter
  substr(documents.text, events.trigger_start + 1, events.trigger_end - events.trigger_start) as "trigger",
  events.trigger_start,
  events.trigger_end,
  substr(documents.text, events.status_cue_start + 1, events.status_cue_end - events.status_cue_start) as cue,
  (
    select json_group_array(name)
    from (select name from participated where event = events.number group by name order by min(role), name)
  ) as "participants [json]",
  coalesce(places.name, places.description) as place,
  substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) as sentence,
  sentences.start as sentence_start
from chosen
join events on events.number = chosen.number
join documents on documents.number = events.document
left join documents as stories on stories.number = documents.story
left join entities as places on places.number = events.place
left join sentences on sentences.number = events.sentence
order by documents.date is null, documents.date, documents.id, events.trigger_start, events.id
