{include file='./configuration/checklist.tpl'}
{include file='./configuration/access.tpl'}
{include file='./configuration/settings.tpl'}
