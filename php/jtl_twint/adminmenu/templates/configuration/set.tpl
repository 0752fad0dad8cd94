{* One set of access data of several. Wants $spoken of AccessPanel. *}
{$isOpen = $spoken.concerned}
{foreach $spoken.access as $entry}
    {if $entry.candidate !== null || $problem !== null && $problem->place === $entry.place}{$isOpen = true}{/if}
{/foreach}
<details class="border rounded p-3 mb-3" data-set="{$set->id}"{if $isOpen} open{/if}>
    <summary>
        <span class="h5 text-break">{$set->label()}</span>
        <span class="badge badge-{if $set->isOn}success{else}secondary{/if}">{if $set->isOn}{__('twint.set.on')}{else}{__('twint.set.off')}{/if}</span>
        <span class="d-block text-break" data-twint="rule">{$spoken.rule}</span>
        {if $spoken.covered !== ''}<span class="d-block" data-twint="covered"><span class="fas fa-exclamation-triangle text-warning" aria-hidden="true"></span> {__('twint.set.covered')|sprintf:$spoken.covered}</span>{/if}
    </summary>
    <div class="mt-3">
        {include file='./set-form.tpl'}
        {include file='./environments.tpl' access=$spoken.access}
        {if $mayConfigure}{include file='./set-delete.tpl'}{/if}
    </div>
</details>
