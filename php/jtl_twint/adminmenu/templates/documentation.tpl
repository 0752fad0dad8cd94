{if $manual === null}
    <p>{__('twint.manualMissing')}</p>
{else}
    <link rel="stylesheet" href="{$assets}css/manual.css?v={$version}">
    <div class="markdown twint-manual">{$manual nofilter}</div>
{/if}
