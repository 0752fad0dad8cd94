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
    public ?string $trouble = null;
    public int $milliseconds = 0;

    /** @return array<string, int|bool|string|null> */
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
            'trouble' => $this->trouble,
            'milliseconds' => $this->milliseconds,
        ];
    }
}
