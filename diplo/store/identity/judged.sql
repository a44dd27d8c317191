-- name: kinds_as_read
update entities
set kind = coalesce(kind_read, kind), kind_read = null, ignored = 0
where number in (select value from json_each(:entities))

-- name: forget_given_names
delete from names
where entity in (select value from json_each(:entities)) and given and mentions <= 0 and documents <= 0

-- name: no_given_names
update names set given = 0 where entity in (select value from json_each(:entities)) and given

-- name: rulings
select corrections.number, corrections.judgement, corrections.value, appearances.entity
from corrections
join appearances on appearances.number = corrections.appearance
where corrections.judgement in ('entity rename', 'entity kind', 'entity ignore', 'entity alias')
  and appearances.entity in (select value from json_each(:entities))
order by corrections.made, corrections.id

-- name: rename
update entities set name = :name where number = :entity

-- name: kind
update entities set kind_read = coalesce(kind_read, kind), kind = :kind where number = :entity

-- name: ignore
update entities set ignored = 1 where number = :entity

-- name: give_name
insert into names (entity, name, folded, spelling, given)
values (:entity, :name, :folded, :spelling, 1)
on conflict (entity, name) do update set given = 1
returning number

-- name: give_word
insert or ignore into name_words (word, name, spelling) values (:word, :name, :spelling)

-- name: mark
update corrections set state = :state where number = :number
