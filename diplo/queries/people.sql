-- name: by_id
select distinct entity from appearances where id = :typed

-- name: by_name
select entity from names where folded = :folded
union
select entity from profiles where called in (:folded, :dashed) and entity is not null

-- name: by_words
select distinct names.entity
from (
  select name
  from name_words
  where word in (select value from json_each(:words))
  group by name
  having count(*) = json_array_length(:words)
) as holding
join names on names.number = holding.name

-- name: by_spelling
select entity from names where spelling = :spelling
union
select names.entity
from (
  select name
  from name_words
  where spelling in (select value from json_each(:spellings))
  group by name
  having count(distinct spelling) = json_array_length(:spellings)
) as holding
join names on names.number = holding.name

-- name: by_prefix
select distinct entity from appearances where id >= :typed and id < :typed || '~' and length(:typed) >= 4

-- name: ids
select id from entities where number in (select value from json_each(:numbers))

-- name: known
select
  id,
  coalesce(name, description) as name,
  kind,
  (
-- part: role
  ) as role,
  events,
  quotes,
  mentions,
  exists (select 1 from appearances where entity = entities.number and doubt is not null) as is_open
from entities
where number in (select value from json_each(:numbers))
  and kind in (select value from json_each(:kinds))
  and not ignored
order by events desc, quotes desc, mentions desc, name, id

-- name: similar
select distinct names.folded, entities.name
from (
  select distinct word
  from name_words
  where length(word) between length(:word) - 2 and length(:word) + 2
    and (select count(*) from json_each(:pairs) where instr(word, value)) * 2 >= json_array_length(:pairs)
  limit 1000
) as close_words
cross join name_words using (word)
cross join names on names.number = name_words.name
cross join entities on entities.number = names.entity
where entities.kind in (select value from json_each(:kinds))
limit 5000

-- name: completions
select distinct entities.name
from name_words
join names on names.number = name_words.name
join entities on entities.number = names.entity
where name_words.word >= :start
  and name_words.word < :start || char(1114111)
  and entities.kind in (select value from json_each(:kinds))
order by entities.events desc, entities.mentions desc, entities.name
limit :limit
