<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Information;

use JTL\Plugin\PluginInterface;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Cron\SweepLog;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Health\Check;
use Plugin\jtl_twint\src\Health\Sentence;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Persistence\Database;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Plugin\jtl_twint\src\Settings\Settings;

/** What support asks for first. It knows nothing that is secret. */
final class SystemReport
{
    /** The page is rendered with every view of the plugin: it does not count millions. */
    private const COUNT_TO = 1000;

    /** @param list<ReportedSet> $sets */
    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly Database $database,
        private readonly ConnectionFacts $known,
        private readonly SweepLog $sweepLog,
        private readonly Settings $settings,
        private readonly array $sets,
    ) {
    }

    /** @return array<string, array<string, string>> by section and name, both keys of the catalogues ("twint.report.<name>") */
    public function sections(): array
    {
        $environment = $this->settings->environment();

        return [
            'software' => [
                'plugin' => (string) $this->plugin->getMeta()->getVersion() . ' (' . $this->releaseDate() . ')',
                'extension' => Extension::version() ?: __('twint.report.missing'),
                'php' => PHP_VERSION . ', ' . PHP_SAPI . ', ' . Extension::target(),
                'openssl' => \defined('OPENSSL_VERSION_TEXT')
                    ? (string) \constant('OPENSSL_VERSION_TEXT')
                    : __('twint.report.unknown'),
                'shop' => \defined('APPLICATION_VERSION')
                    ? (string) \constant('APPLICATION_VERSION')
                    : __('twint.report.unknown'),
                'database' => $this->database->row('SELECT VERSION() AS version')['version'] ?? '',
            ],
            'twint' => [
                'environment' => __('twint.choice.environment.' . $environment),
                'apiVersion' => MerchantFactory::API_VERSION,
                'capture' => __('twint.choice.capture.' . $this->settings->captureMode()),
                'systemId' => $this->ofSets(
                    static fn(ReportedSet $set): string => $set->certificate->storeUuid ?? __('twint.report.missing'),
                ),
                'certificate' => $this->ofSets(self::certificate(...)),
                'status' => $this->ofSets(fn(ReportedSet $set): string => $this->status($set->access)),
                'lastCall' => $this->lastCall(),
                'callback' => __('twint.report.callbackNone'),
            ],
            'operation' => [
                'cronRun' => $this->ago($this->sweepLog->age()),
                'cronResult' => $this->cronResult(),
                'phases' => $this->phases(),
            ],
        ];
    }

    /** @param list<Check> $checks */
    public function text(array $checks): string
    {
        $text = '';
        foreach ($this->sections() as $section => $values) {
            $text .= __('twint.report.' . $section) . "\n";
            foreach ($values as $name => $value) {
                $text .= '  ' . __('twint.report.' . $name) . ': ' . $value . "\n";
            }
        }
        $text .= __('twint.report.checks') . "\n";
        foreach ($checks as $check) {
            $finding = $check->finding();
            $text .= sprintf(
                "  [%s] %s: %s\n",
                $finding->state->value,
                __('twint.check.' . $check->name()) . ($finding->set === '' ? '' : ' (' . $finding->set . ')'),
                $finding->says->text(),
            );
        }

        return $text;
    }

    private function releaseDate(): string
    {
        $info = simplexml_load_file($this->plugin->getPaths()->getBasePath() . 'info.xml');

        return $info === false ? __('twint.report.unknown') : (string) ($info->xpath('CreateDate')[0] ?? '');
    }

    /** @param callable(ReportedSet): string $value */
    private function ofSets(callable $value): string
    {
        return implode('; ', array_map(
            static fn(ReportedSet $set): string => ($set->label === '' ? '' : $set->label . ': ') . $value($set),
            $this->sets,
        ));
    }

    private static function certificate(ReportedSet $set): string
    {
        return $set->certificate === null
            ? __('twint.report.missing')
            : sprintf(
                __('twint.report.certificateValue'),
                $set->certificate->subject,
                $set->certificate->lastDay(),
                $set->certificate->fingerprint,
            );
    }

    private function status(AccessKey $access): string
    {
        $age = $this->known->statusAge($access);
        $trouble = $this->known->trouble($access);
        $word = match (true) {
            $this->known->isGood($access) => __('twint.state.ok'),
            $trouble !== null => __('twint.tx.reason.' . $trouble->word),
            default => __('twint.report.closed'),
        };

        return $age === null ? __('twint.report.never') : $word . ', ' . $this->ago($age);
    }

    private function lastCall(): string
    {
        $row = $this->database->row('SELECT TIMESTAMPDIFF(SECOND, MAX(created_at), UTC_TIMESTAMP(3)) AS age
                FROM xplugin_jtl_twint_operation WHERE state = :done', [
            'done' => Operation::DONE,
        ]);
        $age = $row['age'] ?? null;

        return $this->ago($age === null ? null : (int) $age);
    }

    private function cronResult(): string
    {
        $words = [];
        foreach ($this->sweepLog->last() as $name => $value) {
            $text = match (true) {
                is_bool($value) => __($value ? 'twint.tx.yes' : 'twint.tx.no'),
                is_array($value) => implode(', ', array_filter($value, is_string(...))),
                default => is_scalar($value) ? (string) $value : '',
            };
            if ($text !== '') {
                $words[] = __('twint.sweep.' . $name) . ': ' . $text;
            }
        }

        return $words === [] ? __('twint.report.unknown') : implode(', ', $words);
    }

    private function phases(): string
    {
        $words = [];
        foreach (Phases::ALL as $phase) {
            $number = (int) (
                $this->database->row(
                    'SELECT COUNT(*) AS number FROM
                    (SELECT 1 FROM xplugin_jtl_twint_transaction WHERE phase = :phase LIMIT '
                    . self::COUNT_TO
                    . ') first',
                    [
                        'phase' => $phase,
                    ],
                )['number'] ?? 0
            );
            if ($number > 0) {
                $words[] =
                    __('twint.tx.phase.' . $phase) . ': ' . ($number === self::COUNT_TO ? '>= ' . $number : $number);
            }
        }

        return $words === [] ? __('twint.report.none') : implode(', ', $words);
    }

    private function ago(?int $seconds): string
    {
        return $seconds === null ? __('twint.report.never') : Sentence::ago($seconds)->text();
    }
}
