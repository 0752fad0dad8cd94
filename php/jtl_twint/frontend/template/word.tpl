{include file="$twintTemplates/head.tpl"}
<div id="result-wrapper" data-wrapper="true">
    <div class="container jtl-twint" lang="{$twint.texts->language|escape:'html'}">
        <div class="jtl-twint-panel jtl-twint-note">
            <span class="jtl-twint-sign" aria-hidden="true"></span>
            <h1 class="jtl-twint-heading">{$twint.heading|escape:'html'}</h1>
            <p>{$twint.line|escape:'html'}</p>
            <div class="jtl-twint-actions">
                {if $twint.back !== null}<a class="btn btn-primary" href="{$twint.back|escape:'html'}">{$twint.texts->get('busy_back')|escape:'html'}</a>{/if}
                <a class="btn {if $twint.back === null}btn-primary{else}btn-outline-secondary{/if}" href="{$ShopURL|escape:'html'}/">{$twint.texts->get('to_shop')|escape:'html'}</a>
            </div>
        </div>
    </div>
</div>
{include file='layout/footer.tpl'}
