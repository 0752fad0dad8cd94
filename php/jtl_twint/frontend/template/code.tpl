<div class="jtl-twint-code">
    <p class="jtl-twint-code-label">{$twint->waiting->codeLabel|escape:'html'}</p>
    <p><span class="jtl-twint-digits" aria-hidden="true">{$twint->waiting->code|escape:'html'}</span><span class="sr-only">{$twint->waiting->spokenCode()|escape:'html'}</span></p>
    <button type="button" class="btn btn-outline-secondary jtl-twint-copy" data-copy="{$twint->waiting->code|escape:'html'}" hidden>
        {$twint->texts->get('copy')|escape:'html'}
    </button>
</div>
