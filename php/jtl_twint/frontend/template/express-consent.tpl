{* Before the code: what is bought, and the boxes of the shop's checkout. *}
{include file="$twintTemplates/head.tpl"}
{$texts = $twint->texts}
<div id="result-wrapper" data-wrapper="true">
    <div class="container jtl-twint" data-state="consent" lang="{$texts->language|escape:'html'}">
        <h1 class="jtl-twint-heading" tabindex="-1">{$texts->get('express_heading')|escape:'html'}</h1>
        {if $twint->isIncomplete}<div class="alert alert-danger" role="alert">{$texts->get('express_consent_missing')|escape:'html'}</div>{/if}
        {include file="$twintTemplates/express-order.tpl" bought=$twint->bought}
        <form method="post" action="{$twint->address|escape:'html'}" class="jtl-twint-consent">
            {foreach $twint->fields as $field}<input type="hidden" name="{$field[0]|escape:'html'}" value="{$field[1]|escape:'html'}">{/foreach}
            <p>{$texts->get('express_consent_text')|escape:'html'}</p>
            {foreach $twint->consents as $consent}
                <div class="custom-control custom-checkbox mb-3">
                    <input type="checkbox" class="custom-control-input" id="jtl-twint-{$consent->field|escape:'html'}" name="{$consent->field|escape:'html'}" value="Y"{if $consent->isRequired} required{/if}{if $consent->description !== ''} aria-describedby="jtl-twint-{$consent->field|escape:'html'}-more"{/if}{if isset($twint->given[$consent->field])} checked{/if}>
                    {* The merchant's own words, as the shop's checkout prints them. *}
                    <label class="custom-control-label" for="jtl-twint-{$consent->field|escape:'html'}">{$consent->text nofilter}{if !$consent->isRequired} <span class="optional">– {$texts->get('express_consent_optional')|escape:'html'}</span>{/if}</label>
                    {if $consent->url !== ''}<a href="{$consent->url|escape:'html'}" target="_blank" rel="noopener">{$texts->get('express_consent_read')|escape:'html'}</a>{/if}
                    {if $consent->description !== ''}<small class="d-block" id="jtl-twint-{$consent->field|escape:'html'}-more">{$consent->description nofilter}</small>{/if}
                </div>
            {/foreach}
            <div class="jtl-twint-actions">
                <button type="submit" class="btn btn-primary">{$texts->get('express_consent_button')|escape:'html'}</button>
                <a class="btn btn-outline-secondary" href="{$twint->back|escape:'html'}">{$texts->get('express_cancel')|escape:'html'}</a>
            </div>
        </form>
    </div>
</div>
{include file='layout/footer.tpl'}
