-- The last dated events of an entity, statements left out, latest first: its timeline in short.
with
-- part: wanted
,
chosen as (
  select diary.event, diary.day, diary.latest
  from diary
  cross join events on events.number = diary.event
  where diary.entity = coalesce(
      null,
      ifnull((select min(entity) from wanted), -1), -- :entities
      0
    )
    and diary.day < '~'
    and diary.listed = 1
    and events.type is not 'STATEMENT'
  order by diary.day desc, diary.event desc -- :limit
  limit :limit
  offset :offset
)
-- shown
select
-- part: event
from chosen
join events on events.number = chosen.event
join documents on documents.number = events.document
left join entities as places on places.number = events.place
left join sentences on sentences.number = events.sentence
window line as (order by chosen.day, ifnull(chosen.latest, '~'), documents.id, events.chain, events.step, events.trigger_start, events.id)
order by row_number() over line desc
