{if $twint->waiting->qr !== null}
    <div class="jtl-twint-qr">
        {if $twint->waiting->qr->path !== null}
            <svg role="img" aria-label="{$twint->texts->get('qr_alt')|escape:'html'}" viewBox="{$twint->waiting->qr->viewBox}" shape-rendering="crispEdges">
                <path fill="#fff" d="M-9-9h999v999h-999z"/><path fill="#000" d="{$twint->waiting->qr->path}"/>
            </svg>
        {else}
            <img src="{$twint->waiting->qr->image|escape:'html'}" alt="{$twint->texts->get('qr_alt')|escape:'html'}">
        {/if}
    </div>
{/if}
