-- name: of_document
select distinct entity from appearances where document = :document

-- name: new_entity
insert into entities (id, kind) values (:id, :kind) returning number

-- name: last_appearance
select coalesce(max(number), 0) as number from appearances

-- name: write_appearance
insert into appearances (number, document, entity, id, name, description, profile, company)
values (:number, :document, :entity, :id, :name, :description, :profile, :company)

-- name: placed
select number, entity from appearances where document = :document

-- name: leaving
select appearances.profile, profiles.block, appearances.company
from appearances
join profiles on profiles.number = appearances.profile
where appearances.document = :document

-- name: blocks_of
select distinct profiles.block
from appearances
join profiles on profiles.number = appearances.profile
where appearances.id in (select value from json_each(:ids))

-- name: erase_entities
delete from entities
where number in (select value from json_each(:entities))
  and not exists (select 1 from appearances where appearances.entity = entities.number)

-- name: settle
update entities
set id = (select min(id) from appearances where entity = entities.number),
  kind = coalesce(
    (
      select substr(profiles.block, 1, instr(profiles.block, ':') - 1)
      from appearances
      join profiles on profiles.number = appearances.profile
      where appearances.entity = entities.number
      order by appearances.id
      limit 1
    ),
    kind
  ),
  name = (
    select name
    from names
    where entity = entities.number
    order by documents desc, length(folded) - length(replace(folded, ' ', '')) desc, length(name) desc, name
    limit 1
  )
where number in (select value from json_each(:entities))

-- name: describe
update entities
set description = (select description from appearances where entity = entities.number order by id limit 1)
where number in (select value from json_each(:entities)) and name is null

-- name: write_mention
insert or ignore into mentions (document, start, "end", appearance, entity, form, rule)
values (:document, :start, :end, :appearance, :entity, :form, :rule)
