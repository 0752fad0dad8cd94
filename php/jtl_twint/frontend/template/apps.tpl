{* The banks' apps of iOS: none is chosen before the buyer chooses. The script brings the last choice to the top. *}
{$texts = $twint->texts}
<div class="jtl-twint-apps" role="group" aria-labelledby="jtl-twint-apps-label">
    <a class="btn btn-primary btn-lg btn-block jtl-twint-last" data-last rel="noreferrer" hidden></a>
    <h2 class="jtl-twint-apps-label" id="jtl-twint-apps-label" data-otherwise="{$texts->get('other_app')|escape:'html'}">{$texts->get('choose_app')|escape:'html'}</h2>
    {if $apps->mostUsed !== []}
        <div class="jtl-twint-most">
            {foreach $apps->mostUsed as $app}<a class="btn {if $twint->waiting->codeFirst}btn-outline-secondary{else}btn-primary{/if}" data-app="{$app->name|escape:'html'}" href="{$app->link|escape:'html'}" rel="noreferrer">{$app->name|escape:'html'}</a>{/foreach}
        </div>
    {/if}
    {if $apps->others !== []}
        <div class="jtl-twint-other" data-other hidden>
            <label for="jtl-twint-other">{if $apps->mostUsed !== []}{$texts->get('other_app')|escape:'html'}{else}{$texts->get('other_app_choose')|escape:'html'}{/if}</label>
            <select class="custom-select" id="jtl-twint-other" autocomplete="off">
                <option value="">{$texts->get('other_app_none')|escape:'html'}</option>
                {foreach $apps->others as $app}<option value="{$app->link|escape:'html'}">{$app->name|escape:'html'}</option>{/foreach}
            </select>
            <a class="btn btn-primary btn-block" data-other-open rel="noreferrer" hidden></a>
        </div>
        <noscript>
            {if $apps->mostUsed !== []}<p>{$texts->get('other_app')|escape:'html'}</p>{/if}
            <ul>{foreach $apps->others as $app}<li><a href="{$app->link|escape:'html'}" rel="noreferrer">{$app->name|escape:'html'}</a></li>{/foreach}</ul>
        </noscript>
    {/if}
</div>
