<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Subscribers;

use JTL\Mail\Mail\MailInterface;
use Plugin\jtl_twint\src\Shop\HeldMail;
use Plugin\jtl_twint\src\Shop\MailHeldException;
use Plugin\jtl_twint\src\Shop\MailTemplates;
use Plugin\jtl_twint\src\Shop\PayLinkInMail;

/** The shop is about to write a mail. */
final class Mails implements Subscriber
{
    public function __construct(
        private readonly HeldMail $heldMail,
        private readonly PayLinkInMail $payLink,
        private readonly MailTemplates $templates,
    ) {
    }

    public static function listeners(): array
    {
        return ['HOOK_MAIL_PRERENDER' => 'isAboutToBeWritten'];
    }

    /**
     * @param array<array-key, mixed> $arguments
     * @throws MailHeldException
     */
    public function isAboutToBeWritten(array $arguments): void
    {
        $mail = $arguments['mail'] ?? null;
        if (!$mail instanceof MailInterface) {
            return;
        }
        $template = $mail->getTemplate()?->getID() ?? '';
        if ($template === \MAILTEMPLATE_BESTELLBESTAETIGUNG) {
            if (!$this->heldMail->stop($mail)) {
                $this->payLink->add($mail);
            }
        } elseif ($mail->getData() === null && $this->templates->isOurs($template)) {
            // The merchant has one sent to look at it.
            $mail->setData(MailTemplates::example());
        }
    }
}
