--TEST--
Enums are PHP's own: each case is one object with a word and a comment, and no other enum's case passes for it
--EXTENSIONS--
twint
--FILE--
<?php

use Twint\{Actor, Capture, EndWish, Event, Payment, Phase};

enum Impostor: string
{
    case Buyer = 'buyer';
}

foreach (Twint\transitions() as $edge) {
    foreach ([$edge->from, $edge->event, $edge->to, ...$edge->actors, ...$edge->duties] as $case) {
        assert($case === $case::from($case->value) && $case === constant($case::class . '::' . $case->name));
    }
}
foreach ((new ReflectionExtension('twint'))->getClasses() as $class) {
    $members = $class->isEnum() ? (new ReflectionEnum($class->getName()))->getCases() : $class->getProperties();
    foreach ($members as $member) {
        if (str_starts_with($member->class, 'Twint\\') && !preg_match('~^/\*\*\s.+\s\*/$~s', (string) $member->getDocComment())) {
            echo "{$member->class}::{$member->getName()} has no comment\n";
        }
    }
}
echo (new ReflectionEnumBackedCase(Phase::class, 'Authorised'))->getDocComment(), "\n";

$payment = new Payment(Phase::Pending, Capture::Immediate, 'r', '1', '0', '0', false);
foreach ([Actor::Buyer, Impostor::Buyer, 'buyer', 'Buyer', new stdClass(), 0] as $other) {
    try {
        Twint\next_step($payment, null, $other);
        echo "accepted\n";
    } catch (TypeError $refused) {
        echo $refused->getMessage(), "\n";
    }
}
try {
    Twint\transition(Phase::Pending, Event::Closed, EndWish::Buyer);
} catch (TypeError $refused) {
    echo $refused->getMessage(), "\n";
}
echo Twint\transition(Phase::Pending, Event::Closed, Actor::Buyer)->to->value, "\n";
?>
--EXPECT--
/** The buyer approved: the money is reserved. */
Invalid value given for argument `wish`.
Invalid value given for argument `wish`.
Invalid value given for argument `wish`.
Invalid value given for argument `wish`.
Invalid value given for argument `wish`.
Invalid value given for argument `wish`.
Invalid value given for argument `actor`.
captured
