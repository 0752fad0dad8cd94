<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Access\AccessChoice;
use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessDeletion;
use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Settings\CertificateKeeper;
use Plugin\jtl_twint\src\Settings\ConnectionFacts;
use Plugin\jtl_twint\src\Settings\SecretState;
use Plugin\jtl_twint\src\Settings\SecretStore;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\RuleChoices;

/** The sets of access data as the page shows them. */
final class AccessPanel
{
    public function __construct(
        private readonly Settings $settings,
        private readonly AccessRepository $sets,
        private readonly AccessChoice $choice,
        private readonly AccessDeletion $deletion,
        private readonly RuleChoices $choices,
        private readonly AccessSetForm $form,
        private readonly SecretStore $secrets,
        private readonly CertificateKeeper $certificates,
        private readonly ConnectionFacts $known,
    ) {
    }

    /** @return list<array<string, mixed>> */
    public function sets(): array
    {
        $covered = $this->sets->areSeveral() && Extension::isUsable() ? $this->choice->covered() : [];
        $sets = [];
        foreach ($this->sets->all() as $set) {
            $shown = $this->form->shown($set);
            $sets[] = [
                'set' => $set,
                'shown' => $shown,
                'languages' => self::options($this->choices->languages(), $shown->rule->languages),
                'groups' => self::options($this->choices->customerGroups(), $shown->rule->customerGroups),
                'domains' => implode(', ', $shown->rule->domains),
                'rule' => $this->rule($set),
                'covered' => isset($covered[$set->id]) ? $covered[$set->id]->label() : '',
                'kept' => $this->deletion->whyKept($set),
                'concerned' => $this->form->concerned() === $set->id,
                'access' => $this->access($set),
            ];
        }

        return $sets;
    }

    /** For which payments it is meant, in a sentence. */
    private function rule(AccessData $set): string
    {
        $conditions = [];
        foreach ([
            'languages' => self::names($this->choices->languages(), $set->rule->languages),
            'domains' => $set->rule->domains,
            'groups' => self::names($this->choices->customerGroups(), $set->rule->customerGroups),
        ] as $condition => $names) {
            if ($names !== []) {
                $conditions[] = sprintf(__('twint.set.if.' . $condition), implode(', ', $names));
            }
        }

        return $conditions === [] ? __('twint.set.ifAll') : implode('; ', $conditions);
    }

    /** @return list<array<string, mixed>> for each environment, that in use first */
    private function access(AccessData $set): array
    {
        $inUse = $this->settings->environment();
        $access = [];
        foreach (CertificateForm::ENVIRONMENTS as $environment) {
            $key = $set->in($environment);
            $entry = $this->entry($key) + ['inUse' => $environment === $inUse];
            $access = $entry['inUse'] ? [$entry, ...$access] : [...$access, $entry];
        }

        return $access;
    }

    /** @return array<string, mixed> */
    private function entry(AccessKey $key): array
    {
        $state = $this->secrets->state($key);
        $readable = $state === SecretState::Readable && Extension::isUsable();

        return [
            'environment' => $key->environment,
            'place' => $key->place(),
            'state' => strtolower($state->name),
            'certificate' => $readable ? $this->certificates->facts($key) : null,
            'candidate' => Extension::isUsable() ? $this->certificates->candidateFacts($key) : null,
            'validity' => $this->known->validity($key),
        ];
    }

    /**
     * What the shop has, and what it had when it was chosen: a condition must not vanish by being shown.
     *
     * @template T of int|string
     * @param array<T, string> $names by what is stored of them
     * @param list<T> $chosen
     * @return list<array{value: T, name: string, chosen: bool}>
     */
    private static function options(array $names, array $chosen): array
    {
        $options = [];
        foreach ($names + array_combine($chosen, array_map(strval(...), $chosen)) as $value => $name) {
            $options[] = ['value' => $value, 'name' => $name, 'chosen' => in_array($value, $chosen, true)];
        }

        return $options;
    }

    /**
     * @template T of int|string
     * @param array<T, string> $names
     * @param list<T> $chosen
     * @return list<string>
     */
    private static function names(array $names, array $chosen): array
    {
        return array_map(static fn(int|string $value): string => $names[$value] ?? (string) $value, $chosen);
    }
}
