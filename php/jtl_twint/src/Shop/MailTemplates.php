<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Persistence\Fact;
use Plugin\jtl_twint\src\Persistence\FactStore;

/** Our mails as the shop has installed them. The merchant edits them and switches them off under "E-mail templates". */
final class MailTemplates
{
    public function __construct(
        private readonly Database $database,
        private readonly FactStore $facts,
        private readonly int $pluginId,
    ) {
    }

    /** As the shop's mailer names it. */
    public function id(MailTemplate $template): string
    {
        return $this->prefix() . $template->value;
    }

    public function isOurs(string $id): bool
    {
        return str_starts_with($id, $this->prefix());
    }

    /** What our templates are filled from, for a mail about nothing. */
    public static function example(): \stdClass
    {
        return (object) [
            'orderNumber' => '10001',
            'amount' => 'CHF 57.30',
            'confirmed' => 'CHF 86.38',
            'sum' => 'CHF 57.30',
            'link' => 'https://shop.example/jtl-twint/order/1',
            'reason' => 'Nicht mehr alles ist an Lager',
            'explanation' => 'Es wurde nichts bestellt und nichts belastet.',
        ];
    }

    /**
     * After an installation. Where the shop has one language more than info.xml, it marks all templates as faulty and switches
     * them off, and no buyer would hear of their money. In that language they are in English until the merchant translates them.
     */
    public function switchOn(): void
    {
        $this->database->execute("UPDATE temailvorlage SET cAktiv = 'Y', nFehlerhaft = 0 WHERE kPlugin = :plugin AND nFehlerhaft = 1", [
            'plugin' => $this->pluginId,
        ]);
    }

    /** Before an update: the shop keeps the merchant's texts, but not that a mail is switched off. */
    public function rememberSwitchedOff(): void
    {
        $this->facts->put(Fact::MailsOffBeforeUpdate, array_keys($this->state()->switchedOff));
    }

    /** After an update. */
    public function switchOffAgain(): void
    {
        foreach ($this->facts->get(Fact::MailsOffBeforeUpdate) ?? [] as $name) {
            $this->database->execute("UPDATE temailvorlage SET cAktiv = 'N' WHERE kPlugin = :plugin AND cModulId = :name", [
                'plugin' => $this->pluginId,
                'name' => (string) $name,
            ]);
        }
        $this->facts->forget(Fact::MailsOffBeforeUpdate);
    }

    public function state(): MailTemplatesState
    {
        $installed = [];
        $switchedOff = [];
        foreach ($this->database->rows('SELECT cModulId AS module, cName AS name, cAktiv AS active FROM temailvorlage WHERE kPlugin = :plugin', [
            'plugin' => $this->pluginId,
        ]) as $row) {
            $installed[] = (string) $row['module'];
            if ($row['active'] !== 'Y') {
                $switchedOff[(string) $row['module']] = (string) $row['name'];
            }
        }

        return new MailTemplatesState(
            array_values(array_filter(
                MailTemplate::cases(),
                static fn(MailTemplate $template): bool => !in_array($template->value, $installed, true),
            )),
            $switchedOff,
        );
    }

    private function prefix(): string
    {
        return 'kPlugin_' . $this->pluginId . '_';
    }
}
