<div class="jtl-twint-panel jtl-twint-{$panel->mood|escape:'html'}">
    <span class="jtl-twint-sign" aria-hidden="true"></span>
    <h1 class="jtl-twint-heading" tabindex="-1">{$panel->heading|escape:'html'}</h1>
    {foreach $panel->lines as $line}<p>{$line|escape:'html'}</p>{/foreach}
    {if $panel->retryUrl !== null}
        <p data-retry{if !$panel->canRetry} hidden{/if}>{$panel->againFor|escape:'html'}</p>
        <p data-no-retry{if $panel->canRetry} hidden{/if}>{$twint->texts->get('again_impossible')|escape:'html'}</p>
    {/if}
    {include file="$twintTemplates/order.tpl"}
    {if $panel->finishUrl !== null}
        <div class="jtl-twint-actions">
            {if $panel->retryUrl !== null}
                <form method="post" action="{$panel->retryUrl|escape:'html'}" data-retry{if !$panel->canRetry} hidden{/if}>
                    <button type="submit" class="btn btn-primary">{$twint->texts->get('again')|escape:'html'}</button>
                </form>
                <form method="post" action="{$panel->otherWayUrl|escape:'html'}" data-other-way{if !$panel->canGiveUp} hidden{/if}>
                    <button type="submit" class="btn btn-outline-secondary">
                        <span data-retry{if !$panel->canRetry} hidden{/if}>{$twint->texts->get('other_way')|escape:'html'}</span>
                        <span data-no-retry{if $panel->canRetry} hidden{/if}>{$twint->texts->get('basket_again')|escape:'html'}</span>
                    </button>
                </form>
                <a class="btn btn-outline-secondary" href="{$ShopURL|escape:'html'}/" data-no-retry{if $panel->canRetry} hidden{/if}>{$twint->texts->get('to_shop')|escape:'html'}</a>
            {/if}
            <a class="btn {if $panel->mood === 'success'}btn-primary{else}btn-outline-secondary{/if}" href="{$panel->finishUrl|escape:'html'}">{$panel->finishLabel|escape:'html'}</a>
        </div>
    {/if}
</div>
