{$texts = $twint->texts}
<div class="jtl-twint-apps" role="group" aria-labelledby="jtl-twint-apps-label">
    <h2 class="jtl-twint-apps-label" id="jtl-twint-apps-label">{$texts->get('choose_app')|escape:'html'}</h2>
    {if $apps->mostUsed !== []}
        <div class="jtl-twint-most">
            {foreach $apps->mostUsed as $app}<a class="btn btn-primary" href="{$app->link|escape:'html'}" rel="noreferrer">{$app->name|escape:'html'}</a>{/foreach}
        </div>
    {/if}
    {if $apps->others !== []}
        <div class="jtl-twint-other" data-other hidden>
            <label for="jtl-twint-other">{if $apps->mostUsed !== []}{$texts->get('other_app')|escape:'html'}{else}{$texts->get('other_app_choose')|escape:'html'}{/if}</label>
            <select class="custom-select" id="jtl-twint-other">
                {foreach $apps->others as $app}<option value="{$app->link|escape:'html'}">{$app->name|escape:'html'}</option>{/foreach}
            </select>
            <a class="btn btn-outline-secondary btn-block" data-other-open href="{$apps->others[0]->link|escape:'html'}" rel="noreferrer">{$texts->get('other_app_open')|escape:'html'}</a>
        </div>
        <noscript>
            <p>{$texts->get('other_app')|escape:'html'}</p>
            <ul>{foreach $apps->others as $app}<li><a href="{$app->link|escape:'html'}" rel="noreferrer">{$app->name|escape:'html'}</a></li>{/foreach}</ul>
        </noscript>
    {/if}
</div>
