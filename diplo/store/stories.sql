-- name: proposed
select document from prints where hash = :hash limit :most

-- name: keep_print
insert into prints (hash, document) values (:hash, :document)

-- name: erase_print
delete from prints where hash = :hash and document = :document

-- name: candidates
select number, hash, story, length(text) as length
from documents
where number in (select value from json_each(:documents)) and number <> :number
union
select number, hash, story, length(text)
from documents
where hash = :hash and number <> :number and story is not null

-- name: texts
select number, hash, text
from documents
where number in (select value from json_each(:documents))

-- name: others
select others.number
from documents
join documents as others on others.story = documents.story and others.number <> documents.number
where documents.number = :number

-- name: stand_alone
update documents set story = number where number in (select value from json_each(:documents))

-- name: unite
update documents
set story = :story
where story in (select value from json_each(:stories)) or number in (select value from json_each(:stories))
