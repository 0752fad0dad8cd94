<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Payment\ClaimLostException;
use Plugin\jtl_twint\src\Payment\PageToken;
use Twint\CheckInEvent;

/** A check-in that this process may call TWINT for: a random word in its row that every write names, and the row as last seen. */
final class ClaimedCheckIn
{
    private function __construct(
        private readonly CheckInRepository $checkIns,
        private CheckIn $checkIn,
        private readonly string $word,
    ) {
    }

    /** Writes one down, claimed by its creator. */
    public static function create(
        CheckInRepository $checkIns,
        Basket $basket,
        AccessKey $access,
        string $storeUuid,
    ): self {
        $word = PageToken::short();

        return new self($checkIns, $checkIns->create($basket, $access, $storeUuid, $word), $word);
    }

    /** Null where another holds it. */
    public static function take(CheckInRepository $checkIns, int $id): ?self
    {
        return self::taken($checkIns, $id, $checkIns->take($id, false));
    }

    /** The same, if TWINT may be asked again by now. */
    public static function takeIfDue(CheckInRepository $checkIns, int $id): ?self
    {
        return self::taken($checkIns, $id, $checkIns->take($id, true));
    }

    private static function taken(CheckInRepository $checkIns, int $id, ?string $word): ?self
    {
        return $word === null ? null : new self($checkIns, $checkIns->getWritten($id), $word);
    }

    public function checkIn(): CheckIn
    {
        return $this->checkIn;
    }

    public function reread(): CheckIn
    {
        return $this->checkIn = $this->checkIns->getWritten($this->checkIn->id);
    }

    /**
     * Holds it for another while before the next call.
     *
     * @throws ClaimLostException
     */
    public function renew(): void
    {
        if (!$this->checkIns->renew($this->checkIn->id, $this->word)) {
            throw new ClaimLostException();
        }
    }

    /**
     * Writes down the code that the buyer scans.
     *
     * @throws ClaimLostException
     */
    public function offer(\Twint\CheckIn $started): void
    {
        if (!$this->checkIns->offer($this->checkIn->id, $this->word, $started)) {
            throw new ClaimLostException();
        }
        $this->reread();
    }

    /**
     * Writes the next phase as the core's table has it, and what came with it, if the row is still ours and as we saw it.
     *
     * @param array<string, string|int|null> $changes by column
     * @throws ClaimLostException
     */
    public function apply(CheckInEvent $event, array $changes = []): void
    {
        $edge = \Twint\checkin_transition($this->checkIn->phase(), $event);
        if ($edge->from === $edge->to && $changes === []) {
            return;
        }
        if (!$this->checkIns->advance($this->checkIn->id, $this->word, $edge, $changes)) {
            throw new ClaimLostException();
        }
        $this->reread();
    }

    /**
     * Somebody wants it ended, and why; the first who says so is the one the buyer is told of.
     *
     * @throws ClaimLostException
     */
    public function wishEnd(string $reason): void
    {
        if ($this->checkIn->endWished) {
            return;
        }
        if (!$this->checkIns->wishEnd($this->checkIn->id, $this->word, $this->checkIn->phase(), $reason)) {
            throw new ClaimLostException();
        }
        $this->reread();
    }

    /**
     * Notes whether a phone has it and its owner has yet to decide.
     *
     * @throws ClaimLostException
     */
    public function noteOnPhone(bool $onPhone): void
    {
        if ($this->checkIn->onPhone === $onPhone) {
            return;
        }
        if (!$this->checkIns->noteOnPhone($this->checkIn->id, $this->word, $onPhone)) {
            throw new ClaimLostException();
        }
        $this->reread();
    }

    /**
     * Notes that its order is about to be written.
     *
     * @return int how often that was
     * @throws ClaimLostException
     */
    public function noteTry(): int
    {
        return $this->checkIns->noteTry($this->checkIn->id, $this->word) ?: throw new ClaimLostException();
    }

    /** Gives it back, and says in how many milliseconds TWINT may be asked next. */
    public function release(int $nextPollMilliseconds): CheckIn
    {
        $this->checkIns->release($this->checkIn->id, $this->word, $nextPollMilliseconds);

        return $this->reread();
    }
}
