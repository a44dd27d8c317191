-- Meetings, calls and visits of two or more who are named, on a stated day, that one source alone tells of.
with
-- part: happened
,
chosen as (
  select happened.event, happened.day, happened.latest
  from happened
  join events on events.number = happened.event
  where events.type = 'CONSULT'
    and events.status = 'happened'
    and events.dated_by = 'stated'
    and exists (select 1 from pairings where event = events.number)
    and (
-- part: sources
    ) = 1
  order by happened.day, ifnull(happened.latest, '~'), events.id -- :limit
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
window line as (order by chosen.day, ifnull(chosen.latest, '~'), events.id)
order by row_number() over line
