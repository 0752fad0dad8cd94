<div class="subheading1" id="twint-cron">{__('twint.cron')}</div>
<hr class="mb-3">
<p>{__('twint.cronHelp')}</p>
<p><code>{$cronUrl}</code></p>
<p>{if $sweepAge === null}{__('twint.cronNever')}{else}{__('twint.cronLast')} {$sweepAge} s{/if}</p>
<form method="post" action="{$url}">
    {include file='./form.tpl' tab='Information' action='rotate'}
    <button class="btn btn-outline-primary" type="submit">{__('twint.cronRotate')}</button>
</form>
