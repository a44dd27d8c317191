-- The names under which an entity stands in texts, most frequent first.
with
chosen as (
  select number
  from names
  where mentions > 0
    and entity in (select entity from appearances where id in (select value from json_each(:entities)))
  order by mentions desc, name, number -- :limit
  limit :limit
  offset :offset
)
-- shown
select names.name, names.mentions
from chosen
join names on names.number = chosen.number
order by names.mentions desc, names.name, names.number
