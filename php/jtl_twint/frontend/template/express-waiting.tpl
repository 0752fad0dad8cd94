{$texts = $twint->texts}
{$waiting = $twint->waiting}
<h1 class="jtl-twint-heading" tabindex="-1">{include file="$twintTemplates/mark.tpl"}{$twint->heading|escape:'html'}</h1>
{include file="$twintTemplates/express-order.tpl" bought=$twint->bought}
{if $twint->isOfAccount}<p>{$texts->get('express_account')|escape:'html'}</p>{/if}
<p class="jtl-twint-law">{$texts->get('express_binding')|escape:'html'}
    {foreach $twint->laws as $law}<a href="{$law.url|escape:'html'}" target="_blank" rel="noopener">{$law.label|escape:'html'}</a>{if !$law@last}, {/if}{/foreach}</p>
<div class="jtl-twint-columns{if $waiting->opensApp} jtl-twint-phone{/if}">
    <div class="jtl-twint-pay">
        {if $waiting->codeFirst}
            {include file="$twintTemplates/code.tpl"}
            {if $waiting->insideAnApp}<p class="jtl-twint-hint">{$texts->get('inside_an_app')|escape:'html'}</p>{/if}
        {/if}
        {if $waiting->androidLink !== null}
            <a class="btn {if $waiting->codeFirst}btn-outline-secondary{else}btn-primary{/if} btn-lg btn-block jtl-twint-open" href="{$waiting->androidLink|escape:'html'}" rel="noreferrer">{include file="$twintTemplates/mark.tpl"}{$texts->get('open_app')|escape:'html'}</a>
        {elseif $waiting->opensApp}
            {include file="$twintTemplates/apps.tpl" apps=$waiting->apps}
        {else}
            {include file="$twintTemplates/qr.tpl"}
        {/if}
        {if !$waiting->codeFirst}{include file="$twintTemplates/code.tpl"}{/if}
        {if $waiting->opensApp && $waiting->qr !== null}
            <details class="jtl-twint-details">
                <summary>{$texts->get('qr_show')|escape:'html'}</summary>
                {include file="$twintTemplates/qr.tpl"}
            </details>
        {/if}
    </div>
    <div class="jtl-twint-about">
        <div class="jtl-twint-steps">
            <h2>{$texts->get('steps')|escape:'html'}</h2>
            <ol>
                {if $waiting->opensApp && !$waiting->codeFirst}<li>{$waiting->steps[0]|escape:'html'}</li>{else}<li>{$texts->get('step_open')|escape:'html'}</li><li>{$texts->get('step_scan')|escape:'html'}</li>{/if}
                <li>{$texts->get('express_step_choose')|escape:'html'}</li>
                <li>{$texts->get('express_step_approve')|escape:'html'}</li>
            </ol>
        </div>
        <div class="jtl-twint-status">
            <span class="jtl-twint-pulse" aria-hidden="true"></span>
            <span><span data-status>{if $waiting->onPhone}{$texts->get('express_on_phone')|escape:'html'}{else}{$waiting->status|escape:'html'}{/if}</span>
            <span class="jtl-twint-time" role="timer" data-seconds="{$waiting->secondsLeft}"{if $waiting->secondsLeft === 0} hidden{/if}>{$texts->get('time_left', $waiting->timeLeft())|escape:'html'}</span></span>
        </div>
        <form method="post" action="{$waiting->cancelUrl|escape:'html'}" class="jtl-twint-cancel">
            <button type="submit" class="btn btn-outline-secondary">{$texts->get('express_cancel')|escape:'html'}</button>
        </form>
    </div>
</div>
