{include file="$twintTemplates/head.tpl"}
<div id="result-wrapper" data-wrapper="true">
    <div class="container jtl-twint" lang="{$twint->texts->language|escape:'html'}">
        {if $twint->notice !== null}
            <div class="alert alert-warning" role="alert">{$twint->texts->get($twint->notice->text())|escape:'html'}</div>
        {/if}
        <div class="jtl-twint-panel jtl-twint-problem">
            <span class="jtl-twint-sign" aria-hidden="true"></span>
            <h1 class="jtl-twint-heading" tabindex="-1">{$twint->texts->get('unpaid_heading')|escape:'html'}</h1>
            <p>{$twint->texts->get('unpaid_text')|escape:'html'}</p>
            {if $twint->payUrl === null}<p>{$twint->texts->get('again_impossible')|escape:'html'}</p>{/if}
            {include file="$twintTemplates/order.tpl"}
            <div class="jtl-twint-actions">
                {if $twint->payUrl !== null}
                    <form method="post" action="{$twint->payUrl|escape:'html'}">
                        <button type="submit" class="btn btn-primary">{$twint->texts->get('heading')|escape:'html'}</button>
                    </form>
                {/if}
                <a class="btn {if $twint->payUrl === null}btn-primary{else}btn-outline-secondary{/if}" href="{$ShopURL|escape:'html'}/">{$twint->texts->get('to_shop')|escape:'html'}</a>
            </div>
        </div>
    </div>
</div>
{include file='layout/footer.tpl'}
