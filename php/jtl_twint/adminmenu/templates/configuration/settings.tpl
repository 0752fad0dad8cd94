<section aria-labelledby="twint-settings">
    <div class="subheading1" id="twint-settings">{__('twint.settings')}</div>
    <hr class="mb-3">
    <form method="post" action="{$url}" novalidate data-twint="settings">
        {include file='../form.tpl' action='settings'}
        <fieldset{if !$mayConfigure} disabled{/if}>
            {foreach $groups as $group}
                {$folded = $group.group === 'texts' || $group.group === 'simulator'}
                {if $folded}
                    {$wrong = false}
                    {foreach $group.fields as $field}{if $field.problem !== null || $field.value !== ''}{$wrong = true}{/if}{/foreach}
                    <details class="mb-4"{if $wrong} open{/if}><summary class="h5 mb-3">{__("twint.group.{$group.group}")}</summary>
                {else}
                    <div class="mb-4"><div class="h5 mb-3">{__("twint.group.{$group.group}")}</div>
                {/if}
                {foreach $group.fields as $field}{include file='./field.tpl'}{/foreach}
                {if $folded}</details>{else}</div>{/if}
            {/foreach}
            <div class="save-wrapper">
                <div class="row">
                    <div class="ml-auto col-sm-6 col-xl-auto">
                        <button class="btn btn-primary btn-block" type="submit"><i class="fal fa-save" aria-hidden="true"></i> {__('twint.save')}</button>
                    </div>
                </div>
            </div>
        </fieldset>
    </form>
</section>
