-- name: in_document
select entity, name, 0 as mentions, 1 as documents
from appearances
where document = :document and name is not null
union all
select appearances.entity, substr(documents.text, mentions.start + 1, mentions."end" - mentions.start), 1, 0
from mentions
join documents on documents.number = mentions.document
join appearances on appearances.number = mentions.appearance
where mentions.document = :document and mentions.form = 'name' and appearances.name is not null

-- name: count
insert into names (entity, name, folded, spelling, mentions, documents)
values (:entity, :name, :folded, :spelling, :mentions, :documents)
on conflict (entity, name) do update set
  mentions = names.mentions + excluded.mentions,
  documents = names.documents + excluded.documents
returning number, mentions = :mentions and documents = :documents as is_new

-- name: write_word
insert or ignore into name_words (word, name, spelling) values (:word, :name, :spelling)

-- name: erase
delete from names
where entity in (select value from json_each(:entities)) and mentions <= 0 and documents <= 0
