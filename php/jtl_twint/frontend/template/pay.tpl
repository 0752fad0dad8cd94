{include file="$twintTemplates/head.tpl"}
<div id="result-wrapper" data-wrapper="true">
    <div class="container jtl-twint" id="jtl-twint" data-state="{$twint->state|escape:'html'}"{if $twint->waiting !== null && $twint->waiting->onPhone} data-on-phone{/if}
        lang="{$twint->texts->language|escape:'html'}" data-page="{$twint->data|escape:'html'}">
        {if $twint->notice !== null}
            <div class="alert alert-warning" role="alert">{$twint->texts->get($twint->notice->text())|escape:'html'}</div>
        {/if}
        <div id="jtl-twint-panel">
            {if $twint->panel !== null}
                {include file="$twintTemplates/panel.tpl" panel=$twint->panel}
            {elseif $twint->waiting !== null}
                {include file="$twintTemplates/waiting.tpl"}
            {else}
                {include file="$twintTemplates/preparing.tpl"}
            {/if}
        </div>
        <p class="sr-only" id="jtl-twint-live" role="status"></p>
        {foreach $twint->later as $panel}
            <template data-state="{$panel->state|escape:'html'}">{include file="$twintTemplates/panel.tpl" panel=$panel}</template>
        {/foreach}
    </div>
</div>
{include file='layout/footer.tpl'}
