{include file="$twintTemplates/head.tpl"}
<div id="result-wrapper" data-wrapper="true">
    <div class="container jtl-twint" id="jtl-twint" data-state="{$twint->state|escape:'html'}"{if $twint->waiting !== null && $twint->waiting->onPhone} data-on-phone{/if}
        lang="{$twint->texts->language|escape:'html'}" data-page="{$twint->data|escape:'html'}">
        {if $twint->notice !== null && !$twint->isOver}
            <div class="alert alert-warning" role="alert">{$twint->texts->get($twint->notice->text())|escape:'html'}</div>
        {/if}
        <div id="jtl-twint-panel">
            {if $twint->isOver}
                <div class="jtl-twint-panel jtl-twint-problem">
                    <span class="jtl-twint-sign" aria-hidden="true"></span>
                    <h1 class="jtl-twint-heading" tabindex="-1">{$twint->heading|escape:'html'}</h1>
                    <p>{$twint->line|escape:'html'}</p>
                    <div class="jtl-twint-actions">
                        <a class="btn btn-primary" href="{$twint->back|escape:'html'}">{$twint->backText|escape:'html'}</a>
                    </div>
                </div>
            {elseif $twint->waiting !== null}
                {include file="$twintTemplates/express-waiting.tpl"}
            {else}
                <h1 class="jtl-twint-heading" tabindex="-1">{$twint->heading|escape:'html'}</h1>
                {include file="$twintTemplates/express-order.tpl" bought=$twint->bought}
                <div class="jtl-twint-status">
                    <span class="jtl-twint-pulse" aria-hidden="true"></span>
                    <span data-status>{$twint->line|escape:'html'}</span>
                </div>
            {/if}
        </div>
        <p class="sr-only" id="jtl-twint-live" role="status"></p>
    </div>
</div>
{include file='layout/footer.tpl'}
