<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Language\LanguageHelper;
use JTL\Mail\Mail\Mail;
use JTL\Mail\Mailer;
use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Health\Alarm;

/** In the language that the merchant chose, else the shop's default one, by the shop's mailer. */
final class JtlMerchantMail implements MerchantMail
{
    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly MerchantLanguage $language,
    ) {
    }

    public function send(string $address, array $alarms): void
    {
        $language = LanguageHelper::getDefaultLanguage();
        // Outside of the backend nobody has loaded the catalogue.
        Shop::Container()
            ->getGetText()
            ->setLanguage($this->language->inMails($language->getIso()))
            ->loadPluginLocale('base', $this->plugin);
        $says = array_map(static fn(Alarm $alarm): string => '- ' . $alarm->says->text(), $alarms);
        $mail = (new Mail())->setLanguage($language);
        $mail
            // Only with a template does the shop do this by itself.
            ->setReplyToMail($mail->getFromMail())
            ->setReplyToName($mail->getFromName())
            ->setToMail($address === '' ? $mail->getFromMail() : $address)
            ->setSubject(sprintf(__('twint.alarm.subject'), (string) parse_url(Shop::getURL(), PHP_URL_HOST)))
            ->setBodyText(sprintf(
                __('twint.alarm.mail'),
                implode("\n", $says),
                Shop::getAdminURL() . '/plugin/' . $this->plugin->getID(),
            ));
        if (!Shop::Container()->get(Mailer::class)->send($mail)) {
            throw new \RuntimeException('The shop\'s mailer did not send it.');
        }
    }
}
