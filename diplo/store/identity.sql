-- name: by_key
select number from entities where key = :key

-- name: new
insert into entities (id, key, kind) values (:id, :key, :kind) returning number

-- name: of_document
select entity from appearances where document = :document

-- name: names_in_document
select entity, name, 0 as mentions, 1 as documents
from appearances
where document = :document and name is not null
union all
select mentions.entity, substr(documents.text, mentions.start + 1, mentions."end" - mentions.start), 1, 0
from mentions
join documents on documents.number = mentions.document
join appearances on appearances.document = mentions.document and appearances.entity = mentions.entity
where mentions.document = :document and mentions.form = 'name' and appearances.name is not null

-- name: count_name
insert into names (entity, name, folded, spelling, mentions, documents)
values (:entity, :name, :folded, :spelling, :mentions, :documents)
on conflict (entity, name) do update set
  mentions = names.mentions + excluded.mentions,
  documents = names.documents + excluded.documents
returning number, mentions = :mentions and documents = :documents as is_new

-- name: write_word
insert into name_words (word, name, spelling) values (:word, :name, :spelling)

-- name: erase_names
delete from names
where entity in (select value from json_each(:entities)) and mentions <= 0 and documents <= 0

-- name: erase_entities
delete from entities
where number in (select value from json_each(:entities))
  and not exists (select 1 from appearances where appearances.entity = entities.number)

-- name: settle
update entities
set id = (select min(id) from appearances where entity = entities.number),
  name = (
    select name
    from names
    where entity = entities.number
    order by documents desc, length(folded) - length(replace(folded, ' ', '')) desc, length(name) desc, name
    limit 1
  ),
  description = iif(
    not exists (select 1 from names where entity = entities.number),
    (select min(description) from appearances where entity = entities.number),
    null
  )
where number in (select value from json_each(:entities))
