{$texts = $twint->texts}
{$waiting = $twint->waiting}
<h1 class="jtl-twint-heading" tabindex="-1">{include file="$twintTemplates/mark.tpl"}{$texts->get('heading')|escape:'html'}</h1>
{if $texts->get('intro') !== ''}<p class="jtl-twint-intro">{$texts->get('intro')|escape:'html'}</p>{/if}
{include file="$twintTemplates/order.tpl"}
<div class="jtl-twint-columns{if $waiting->opensApp} jtl-twint-phone{/if}">
    <div class="jtl-twint-pay">
        {if $waiting->codeFirst}
            {include file="$twintTemplates/code.tpl"}
            {if $waiting->insideAnApp}<p class="jtl-twint-hint">{$texts->get('inside_an_app')|escape:'html'}</p>{/if}
        {/if}
        {if $waiting->twintsPage !== null}
            <a class="btn btn-primary btn-lg btn-block jtl-twint-page" href="{$waiting->twintsPage|escape:'html'}" rel="noreferrer">{include file="$twintTemplates/mark.tpl"}{$texts->get('twints_page')|escape:'html'}</a>
        {elseif $waiting->androidLink !== null}
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
            <ol>{foreach $waiting->steps as $step}<li>{$step|escape:'html'}</li>{/foreach}</ol>
        </div>
        <div class="jtl-twint-status">
            <span class="jtl-twint-pulse" aria-hidden="true"></span>
            <span><span data-status>{$waiting->status|escape:'html'}</span>
            <span class="jtl-twint-time" role="timer" data-seconds="{$waiting->secondsLeft}"{if $waiting->secondsLeft === 0} hidden{/if}>{$texts->get('time_left', $waiting->timeLeft())|escape:'html'}</span></span>
        </div>
        <form method="post" action="{$waiting->cancelUrl|escape:'html'}" class="jtl-twint-cancel">
            <button type="submit" class="btn btn-outline-secondary">{$texts->get('cancel')|escape:'html'}</button>
        </form>
    </div>
</div>
