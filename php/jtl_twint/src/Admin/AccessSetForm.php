<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

use Plugin\jtl_twint\src\Access\AccessData;
use Plugin\jtl_twint\src\Access\AccessDeletion;
use Plugin\jtl_twint\src\Access\AccessRepository;
use Plugin\jtl_twint\src\Access\AccessRule;
use Plugin\jtl_twint\src\Shop\RuleChoices;

/** What can be done with the sets of access data: add one, say what it is for, switch it on and off, delete it. */
final class AccessSetForm
{
    private const ADD = 'set.add';
    private const SAVE = 'set.save';
    private const DELETE = 'set.delete';
    private const ACTIONS = [self::ADD, self::SAVE, self::DELETE];

    private const LONGEST_NAME = 64;
    private const MOST_DOMAINS = 50;
    private const LONGEST_DOMAIN = 253;
    private const DOMAIN = '/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/D';

    /** The one that was spoken of, to be shown open. */
    private int $concerned = 0;
    private ?SetProblem $problem = null;
    private ?AccessData $typed = null;

    public function __construct(
        private readonly AccessRepository $sets,
        private readonly AccessDeletion $deletion,
        private readonly RuleChoices $choices,
    ) {
    }

    public static function isFor(string $action): bool
    {
        return in_array($action, self::ACTIONS, true);
    }

    public function submit(PostedForm $form): Notice
    {
        if ($form->action() === self::ADD) {
            return $this->add($form);
        }
        $this->concerned = $form->number('twint_access');
        $set = $this->sets->find($this->concerned);
        if ($set === null || $set->version !== $form->number('twint_version')) {
            return Notice::error(__('twint.set.changed'));
        }

        return $form->action() === self::DELETE ? $this->delete($set) : $this->save($set, $form);
    }

    public function concerned(): int
    {
        return $this->concerned;
    }

    /** Of the form that was sent with this request. */
    public function problem(): ?SetProblem
    {
        return $this->problem;
    }

    /** The set as its form has it: as it was typed where that could not be saved. */
    public function shown(AccessData $set): AccessData
    {
        return $this->typed !== null && $this->typed->id === $set->id ? $this->typed : $set;
    }

    private function add(PostedForm $form): Notice
    {
        $name = $form->text('twint_name');
        if (!self::isName($name)) {
            return $this->refused(SetProblem::NEW_NAME, 'twint.set.badName', $name);
        }
        $this->concerned = $this->sets->add($name);

        return Notice::success(__('twint.set.added'));
    }

    private function save(AccessData $set, PostedForm $form): Notice
    {
        $name = $form->text('twint_name');
        $isOn = $form->isChecked('twint_on');
        $domains = self::domains($form->text('twint_domains'));
        $rule = new AccessRule(self::chosen($form, 'twint_languages', [
            ...array_keys($this->choices->languages()),
            ...$set->rule->languages,
        ]), $domains ?? [$form->text('twint_domains')], array_map(intval(...), self::chosen($form, 'twint_groups', [
            ...array_keys($this->choices->customerGroups()),
            ...$set->rule->customerGroups,
        ])));
        $this->typed = new AccessData($set->id, $name, $isOn, $rule, $set->version, $set->secondsOff);
        if (!self::isName($name)) {
            return $this->refused(SetProblem::NAME, 'twint.set.badName', $name);
        }
        if ($domains === null) {
            return $this->refused(SetProblem::DOMAINS, 'twint.set.badDomains', $form->text('twint_domains'));
        }
        // What another admin saved meanwhile is to be seen.
        $this->typed = null;

        return $this->sets->save($set->id, $set->version, $name, $isOn, $rule)
            ? Notice::success(__('twint.saved'))
            : Notice::error(__('twint.set.changed'));
    }

    private function refused(string $field, string $sentence, string $typed): Notice
    {
        $this->problem = new SetProblem($field, __($sentence), $typed);

        return Notice::error($this->problem->text);
    }

    private function delete(AccessData $set): Notice
    {
        $why = $this->deletion->whyKept($set);
        if ($why !== null) {
            return Notice::error(__('twint.set.kept.' . $why));
        }

        return $this->deletion->delete($set)
            ? Notice::success(sprintf(__('twint.set.deleted'), $set->label()))
            : Notice::error(__('twint.set.changed'));
    }

    private static function isName(string $name): bool
    {
        return $name !== '' && mb_strlen($name) <= self::LONGEST_NAME && preg_match('/^[^\p{C}]*$/uD', $name) === 1;
    }

    /** @return list<string>|null null: one of them is none */
    private static function domains(string $typed): ?array
    {
        $words = preg_split('/[\s,;]+/', strtolower($typed), -1, PREG_SPLIT_NO_EMPTY);
        if ($words === false || count($words) > self::MOST_DOMAINS) {
            return null;
        }
        foreach ($words as $word) {
            if (strlen($word) > self::LONGEST_DOMAIN || preg_match(self::DOMAIN, $word) !== 1) {
                return null;
            }
        }

        return array_values(array_unique($words));
    }

    /**
     * @param list<int|string> $offered what the shop has, and what it had when it was chosen
     * @return list<string>
     */
    private static function chosen(PostedForm $form, string $field, array $offered): array
    {
        $offered = array_unique(array_map(strval(...), $offered));

        return array_values(array_intersect($offered, $form->texts($field)));
    }
}
