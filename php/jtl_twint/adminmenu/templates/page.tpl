<link rel="stylesheet" href="{$assets}css/page.css?v={$version}">
{if $script !== null}<script src="{$script}" defer></script>{/if}
<div class="twint-page">
{if !$extension}
    <div class="alert alert-danger" role="alert">{__('twint.extensionUnusable')}</div>
{/if}
{if $test}
    <div class="alert alert-danger" data-twint="test-banner"><span class="badge badge-light mr-2">{__('twint.badgeTest')}</span>{__('twint.testModeActive')}</div>
{else}
    <p class="text-right mb-0"><span class="badge badge-success" data-twint="live-badge">{__('twint.badgeLive')}</span></p>
{/if}
{if $notice !== null}
    <div class="alert alert-{$notice->kind}" role="{if $notice->kind === 'danger'}alert{else}status{/if}" tabindex="-1" data-twint="notice">{foreach $said as $one}{$one.text} {include file='./explained.tpl' explained=$one.explained} {/foreach}{if $notice->detail !== ''}{include file='./for-support.tpl' detail=$notice->detail}{/if}</div>
{/if}
{$content nofilter}
</div>
