{* What a set of access data is called, and for which payments it is meant. *}
{$id = "twint-access-set-{$set->id}"}
{$shown = $spoken.shown}
{$wrong = ''}
{if $spoken.concerned && $setProblem !== null}{$wrong = $setProblem->field}{/if}
<form method="post" action="{$url}" class="mb-4" data-twint="set">
    {include file='../form.tpl' action='set.save'}
    <input type="hidden" name="twint_access" value="{$set->id}">
    <input type="hidden" name="twint_version" value="{$set->version}">
    <fieldset{if !$mayConfigure} disabled{/if}>
        <div class="form-group form-row">
            <label class="col-sm-4 col-form-label text-sm-right" for="{$id}-name">{__('twint.set.name')}:</label>
            <div class="col-sm-8">
                <input class="form-control{if $wrong === 'name'} is-invalid{/if}" type="text" name="twint_name" id="{$id}-name" value="{$shown->label()}" maxlength="64" required aria-describedby="{if $wrong === 'name'}{$id}-name-problem {/if}{$id}-name-help"{if $wrong === 'name'} aria-invalid="true"{/if}>
                {include file='./set-problem.tpl' field='name' id="{$id}-name"}
                <small class="form-text" id="{$id}-name-help">{__('twint.set.nameHelp')}</small>
            </div>
        </div>
        <div class="form-group form-row">
            <div class="col-sm-8 offset-sm-4">
                <div class="custom-control custom-checkbox">
                    <input class="custom-control-input" type="checkbox" name="twint_on" id="{$id}-on" value="1"{if $shown->isOn} checked{/if} aria-describedby="{$id}-on-help">
                    <label class="custom-control-label" for="{$id}-on">{__('twint.set.isOn')}</label>
                </div>
                <small class="form-text" id="{$id}-on-help">{__('twint.set.isOnHelp')}</small>
            </div>
        </div>
        <p>{__('twint.set.ruleHelp')}</p>
        {include file='./set-options.tpl' condition='languages' options=$spoken.languages}
        {include file='./set-options.tpl' condition='groups' options=$spoken.groups}
        <div class="form-group form-row">
            <label class="col-sm-4 col-form-label text-sm-right" for="{$id}-domains">{__('twint.set.domains')}:</label>
            <div class="col-sm-8">
                <input class="form-control{if $wrong === 'domains'} is-invalid{/if}" type="text" name="twint_domains" id="{$id}-domains" value="{$spoken.domains}" spellcheck="false" autocapitalize="none" aria-describedby="{if $wrong === 'domains'}{$id}-domains-problem {/if}{$id}-domains-help"{if $wrong === 'domains'} aria-invalid="true"{/if}>
                {include file='./set-problem.tpl' field='domains' id="{$id}-domains"}
                <small class="form-text" id="{$id}-domains-help">{__('twint.set.domainsHelp')}</small>
            </div>
        </div>
        <div class="form-row">
            <div class="col-sm-8 offset-sm-4"><button class="btn btn-primary" type="submit">{__('twint.set.save')}</button></div>
        </div>
    </fieldset>
</form>
