{* The shop's own header with two things more, so that they are where browsers expect them. *}
{extends file='layout/header.tpl'}
{block name='layout-header-head-resources' append}
    <link rel="stylesheet" href="{$twintFrontend|escape:'html'}css/pay.css?v={$twintVersion|escape:'html'}">
    <script defer src="{$twintFrontend|escape:'html'}js/pay.js?v={$twintVersion|escape:'html'}"></script>
    {if !empty($twint->refresh)}
        <noscript><meta http-equiv="refresh" content="{$twint->refresh|escape:'html'}"></noscript>
    {/if}
{/block}
