<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Cron;

/** What a sweep did. */
final class SweepReport
{
    public int $asked = 0;
    public int $changed = 0;
    public int $unanswered = 0;
    public int $duties = 0;
    public int $givenUp = 0;
    public int $forgotten = 0;
    public int $news = 0;
    public bool $complete = true;
    /** How many payments and orders keep failing. */
    public int $failing = 0;
    /** Class of the first exception that ended a task. */
    public ?string $trouble = null;
    /** @var list<string> names of the tasks that ended with one */
    public array $brokenOff = [];
    public int $milliseconds = 0;

    /** @return array<string, int|bool|string|list<string>|null> */
    public function toArray(): array
    {
        return [
            'asked' => $this->asked,
            'changed' => $this->changed,
            'unanswered' => $this->unanswered,
            'duties' => $this->duties,
            'givenUp' => $this->givenUp,
            'forgotten' => $this->forgotten,
            'news' => $this->news,
            'complete' => $this->complete,
            'failing' => $this->failing,
            'trouble' => $this->trouble,
            'brokenOff' => $this->brokenOff,
            'milliseconds' => $this->milliseconds,
        ];
    }
}
