<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use Plugin\jtl_twint\src\Shop\MailTemplatesState;

/** The templates of our mails to buyers are in the shop. Which of them are sent is the merchant's to say. */
final class MailsCheck implements Check
{
    public function __construct(
        private readonly MailTemplatesState $templates,
    ) {
    }

    public function name(): string
    {
        return 'mails';
    }

    public function finding(): Finding
    {
        $missing = count($this->templates->missing);
        if ($missing > 0) {
            return Finding::todo(
                new Sentence('twint.check.mails.missing', $missing),
                new Sentence('twint.check.mails.update'),
                'pluginmanager',
            );
        }

        return Finding::ok(
            $this->templates->switchedOff === []
                ? new Sentence('twint.check.mails.ok')
                : new Sentence('twint.check.mails.off', implode(', ', $this->templates->switchedOff)),
        );
    }
}
