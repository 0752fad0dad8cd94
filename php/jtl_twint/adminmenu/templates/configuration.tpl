{if $liveElsewhere !== null}{include file='./configuration/live-shop.tpl'}{/if}
{include file='./configuration/checklist.tpl'}
{include file='./configuration/access.tpl'}
{include file='./configuration/settings.tpl'}
