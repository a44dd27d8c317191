-- name: singles
select number, document, entity, id, profile, company, reason, doubt
from appearances
where profile in (select value from json_each(:profiles)) or number in (select value from json_each(:numbers))

-- name: elsewhere
select number, document, entity
from appearances
where profile = :profile and entity is not :entity

-- name: new_entity
insert into entities (id, kind) values ('', :kind) returning number

-- name: give_profile
update profiles set entity = :entity, reason = :reason where number = :profile

-- name: explain
update appearances set reason = :reason, doubt = :doubt where number = :number

-- name: move
update appearances set entity = :entity where number = :number

-- name: follow_mentions
update mentions
set entity = (select entity from appearances where number = mentions.appearance)
where document = :document

-- name: follow_participants
update participants
set entity = (select entity from appearances where number = participants.appearance)
where event in (select number from events where document = :document)

-- name: follow_places
update events
set place = (select entity from appearances where number = events.place_appearance)
where document = :document and place_appearance is not null

-- name: follow_speakers
update quotes
set speaker = (select entity from appearances where number = quotes.speaker_appearance)
where document = :document and speaker_appearance is not null

-- name: follow_hearers
update quotes
set hearer = (select entity from appearances where number = quotes.hearer_appearance)
where document = :document and hearer_appearance is not null

-- name: follow_subjects
update facts
set subject = (select entity from appearances where number = facts.subject_appearance)
where document = :document

-- name: follow_others
update facts
set other = (select entity from appearances where number = facts.other_appearance)
where document = :document and other_appearance is not null

-- name: explained_by_profile
update appearances
set reason = null, doubt = null
where profile = :profile and (reason is not null or doubt is not null)

-- name: corrected_elsewhere
select distinct targets.there as document
from appearances
join anchors on anchors.now = appearances.id and anchors.part <> 'target'
join anchors as targets on targets.correction = anchors.correction and targets.part = 'target'
where appearances.number in (select value from json_each(:appearances)) and targets.there is not null
