select
  entities.id,
  coalesce(entities.name, entities.description) as name,
  coalesce((
    select 'ambiguous: ' || group_concat(candidates.name, ' or ')
    from appearances
    join json_each(appearances.doubt) as doubt
    join entities as candidates on candidates.number = json_extract(doubt.value, '$[0]')
    where appearances.entity = entities.number and appearances.doubt is not null
  ), (
-- part: role
  )) as role,
  chosen.events,
  chosen.quotes,
  chosen.first_day as first,
  chosen.last_day as last,
  entities.kind
from chosen
join entities on entities.number = chosen.entity
order by chosen.rank
